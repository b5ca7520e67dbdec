package io.trustlift.local.flink;

import io.trustlift.report.http.LoopbackGuard;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.io.network.netty.InboundChannelHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.buffer.Unpooled;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelFutureListener;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInboundHandlerAdapter;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.DefaultFullHttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaders;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponseStatus;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpVersion;
import org.apache.flink.shaded.netty4.io.netty.util.ReferenceCountUtil;

/**
 * Keeps pages of elsewhere away from Flink's own page, as {@link LoopbackGuard} does from the other
 * endpoints. Flink finds it as a service; where it does not listen on this machine alone, nothing
 * is kept away.
 */
public final class LoopbackOnly implements InboundChannelHandlerFactory {

  private static final String LOOPBACK = "127.0.0.1";

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public Optional<ChannelHandler> createHandler(
      Configuration configuration, Map<String, String> responseHeaders) {
    return LOOPBACK.equals(configuration.get(RestOptions.BIND_ADDRESS))
        ? Optional.of(new Guard())
        : Optional.empty();
  }

  private static final class Guard extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof HttpRequest request && !admits(request.headers())) {
        ReferenceCountUtil.release(message);
        context
            .writeAndFlush(
                new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.FORBIDDEN, Unpooled.EMPTY_BUFFER))
            .addListener(ChannelFutureListener.CLOSE);
      } else {
        context.fireChannelRead(message);
      }
    }

    private static boolean admits(HttpHeaders headers) {
      return LoopbackGuard.admits(
          headers.get(HttpHeaderNames.HOST), headers.get(HttpHeaderNames.ORIGIN));
    }
  }
}
